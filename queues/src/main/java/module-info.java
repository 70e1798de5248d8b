/** Buffers that can sleep, be interrupted, closed and cancelled, and lose nothing. */
@org.jspecify.annotations.NullMarked
module io.ropewalk.queues {
    requires static transitive org.jspecify;
    requires transitive io.ropewalk.core;
    requires org.jctools.core.jdk11;
    requires org.slf4j;

    exports io.ropewalk.queues;
    exports io.ropewalk.queues.ring;
    exports io.ropewalk.queues.select;
}
