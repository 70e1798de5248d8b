package io.ropewalk.queues;

import io.ropewalk.testkit.StrandKind;

/** Storms on platform threads. */
class ElasticStormTest extends ElasticStorm {
    ElasticStormTest() {
        super(StrandKind.PLATFORM);
    }
}
