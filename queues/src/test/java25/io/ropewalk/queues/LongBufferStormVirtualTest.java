package io.ropewalk.queues;

import io.ropewalk.testkit.StrandKind;

/** Storms of longs on virtual threads. */
class LongBufferStormVirtualTest extends LongBufferStorm {
    LongBufferStormVirtualTest() {
        super(StrandKind.VIRTUAL);
    }
}
