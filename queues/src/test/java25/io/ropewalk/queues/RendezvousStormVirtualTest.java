package io.ropewalk.queues;

import io.ropewalk.testkit.StrandKind;

class RendezvousStormVirtualTest extends RendezvousStorm {
    RendezvousStormVirtualTest() {
        super(StrandKind.VIRTUAL);
    }
}
