package io.ropewalk.queues.ring;

/** Keeps what a subclass adds away from what is allocated before it. */
@SuppressWarnings("unused")
abstract class SequencePadding {
    // The int fills the gap behind the object header, where the JVM would else put a field of a
    // subclass.
    int gap;
    long p00, p01, p02, p03, p04, p05, p06, p07, p08, p09, p10, p11, p12, p13, p14, p15;
}
