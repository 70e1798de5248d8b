package io.ropewalk.queues;

/** As {@link OneToOneModel}, of longs. */
public class OneToOneLongModel extends OneToOneModel {
    public OneToOneLongModel() {
        super(Kind.LONGS_ONE_TO_ONE);
    }

    /** With its end. */
    public static class WithEnd extends OneToOneModel.WithEnd {
        public WithEnd() {
            super(Kind.LONGS_ONE_TO_ONE);
        }
    }
}
