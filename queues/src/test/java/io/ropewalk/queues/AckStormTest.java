package io.ropewalk.queues;

import io.ropewalk.testkit.StrandKind;

/** Storms of tickets on platform threads. */
class AckStormTest extends AckStorm {
    AckStormTest() {
        super(StrandKind.PLATFORM);
    }
}
