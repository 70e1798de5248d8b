import org.jspecify.annotations.NullMarked;

/** What the tests of concurrent code need: virtual time, abort injection, contract suites. */
@NullMarked
module io.ropewalk.testkit {
    requires transitive io.ropewalk.core;
    requires org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires static transitive org.jspecify;

    exports io.ropewalk.testkit;

    // The parts of a contract are not public.
    opens io.ropewalk.testkit to
            org.junit.platform.commons;
}
