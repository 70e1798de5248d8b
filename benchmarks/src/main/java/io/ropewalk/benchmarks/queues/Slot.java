package io.ropewalk.benchmarks.queues;

/** What a ring holds: what the producer wrote, and what the stages add. */
final class Slot {
    long value;
    long first;
    long second;
}
