package io.ropewalk.queues.ring;

import io.ropewalk.testkit.StrandKind;

/** Storms of rings on platform threads. */
class RingStormTest extends RingStorm {
    RingStormTest() {
        super(StrandKind.PLATFORM);
    }
}
