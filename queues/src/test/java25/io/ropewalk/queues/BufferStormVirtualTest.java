package io.ropewalk.queues;

import io.ropewalk.testkit.StrandKind;

/** Storms on virtual threads. */
class BufferStormVirtualTest extends BufferStorm {
    BufferStormVirtualTest() {
        super(StrandKind.VIRTUAL);
    }
}
