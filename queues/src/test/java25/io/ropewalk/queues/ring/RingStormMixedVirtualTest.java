package io.ropewalk.queues.ring;

import io.ropewalk.testkit.StrandKind;

/** Storms of rings on mixed threads. */
class RingStormMixedVirtualTest extends RingStorm {
    RingStormMixedVirtualTest() {
        super(StrandKind.MIXED);
    }
}
