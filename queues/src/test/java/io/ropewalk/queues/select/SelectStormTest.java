package io.ropewalk.queues.select;

import io.ropewalk.testkit.StrandKind;

class SelectStormTest extends SelectStorm {
    SelectStormTest() {
        super(StrandKind.PLATFORM);
    }
}
