package io.ropewalk.queues.ring;

import io.ropewalk.testkit.StrandKind;

/** Storms of rings on virtual threads. */
class RingStormVirtualTest extends RingStorm {
    RingStormVirtualTest() {
        super(StrandKind.VIRTUAL);
    }
}
