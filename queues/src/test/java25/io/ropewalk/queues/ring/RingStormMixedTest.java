package io.ropewalk.queues.ring;

import io.ropewalk.testkit.StrandKind;

/** Storms of rings on mixed threads. */
class RingStormMixedTest extends RingStorm {
    RingStormMixedTest() {
        super(StrandKind.MIXED);
    }
}
