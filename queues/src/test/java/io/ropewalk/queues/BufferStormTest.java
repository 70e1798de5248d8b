package io.ropewalk.queues;

import io.ropewalk.testkit.StrandKind;

/** Storms on platform threads. */
class BufferStormTest extends BufferStorm {
    BufferStormTest() {
        super(StrandKind.PLATFORM);
    }
}
