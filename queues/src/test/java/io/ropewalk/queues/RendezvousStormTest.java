package io.ropewalk.queues;

import io.ropewalk.testkit.StrandKind;

class RendezvousStormTest extends RendezvousStorm {
    RendezvousStormTest() {
        super(StrandKind.PLATFORM);
    }
}
