package io.ropewalk.queues;

import io.ropewalk.testkit.StrandKind;

/** Storms on platform and virtual threads that meet in one buffer. */
class BufferStormMixedVirtualTest extends BufferStorm {
    BufferStormMixedVirtualTest() {
        super(StrandKind.MIXED, "ropewalk.storm.operations.mixed");
    }
}
