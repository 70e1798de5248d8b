package io.ropewalk.queues;

import io.ropewalk.testkit.StrandKind;

import org.junit.jupiter.api.Nested;

/** Each kind of acknowledged buffer, with platform threads that wait. */
class AckChannelContractTest {
    @Nested
    class OneToOne extends AckChannelContract {
        OneToOne() {
            super(Parties.ONE, Parties.ONE, StrandKind.PLATFORM);
        }
    }

    @Nested
    class ManyToOne extends AckChannelContract {
        ManyToOne() {
            super(Parties.MANY, Parties.ONE, StrandKind.PLATFORM);
        }
    }

    @Nested
    class OneToMany extends AckChannelContract {
        OneToMany() {
            super(Parties.ONE, Parties.MANY, StrandKind.PLATFORM);
        }
    }

    @Nested
    class ManyToMany extends AckChannelContract {
        ManyToMany() {
            super(Parties.MANY, Parties.MANY, StrandKind.PLATFORM);
        }
    }
}
