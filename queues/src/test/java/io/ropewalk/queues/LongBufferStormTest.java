package io.ropewalk.queues;

import io.ropewalk.testkit.StrandKind;

/** Storms of longs on platform threads. */
class LongBufferStormTest extends LongBufferStorm {
    LongBufferStormTest() {
        super(StrandKind.PLATFORM);
    }
}
