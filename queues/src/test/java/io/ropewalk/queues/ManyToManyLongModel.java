package io.ropewalk.queues;

/** As {@link ManyToManyModel}, of longs. */
public class ManyToManyLongModel extends ManyToManyModel {
    public ManyToManyLongModel() {
        super(Kind.LONGS_MANY_TO_MANY);
    }

    /** With its end. */
    public static class WithEnd extends ManyToManyModel.WithEnd {
        public WithEnd() {
            super(Kind.LONGS_MANY_TO_MANY);
        }
    }
}
