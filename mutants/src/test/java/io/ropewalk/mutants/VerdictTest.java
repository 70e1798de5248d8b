package io.ropewalk.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What counts as caught, and what must not. The classes inside run only from here. */
@SuppressWarnings("ClassCanBeStatic") // nested tests are not
class VerdictTest {
    private static final String HERE = VerdictTest.class.getName();

    @Test
    void anAssertionOfTheTestCatches() {
        Result result = run("$Sample#fails");

        assertThat(result.kind()).isEqualTo(Result.Kind.FAILED);
        assertThat(result.detail()).contains("expected");
        assertThat(result.troubleWithPatch(false)).isEmpty();
        assertThat(result.troubleWithoutPatch()).contains("fails also without the patch");
    }

    @Test
    void aTestThatPassesMeansThatTheMutantSurvived() {
        Result result = run("$Sample#passes");

        assertThat(result.troubleWithPatch(false)).contains("SURVIVED");
        assertThat(result.troubleWithoutPatch()).isEmpty();
    }

    @Test
    void aTestThatDoesNotExistCatchesNothing() {
        assertNothingCaught(run("$Sample#isMissing"), Result.Kind.ABSENT);
        assertNothingCaught(run("$Missing#passes"), Result.Kind.ABSENT);
        assertNothingCaught(run("$Sample/Missing#passes"), Result.Kind.ABSENT);
    }

    @Test
    void aTestThatIsNotExecutedCatchesNothing() {
        assertNothingCaught(run("$Sample#isDisabled"), Result.Kind.SKIPPED);
        assertNothingCaught(run("$Sample#isNoTest"), Result.Kind.SKIPPED);
        assertNothingCaught(run("$NeedsFlag#passes"), Result.Kind.SKIPPED);
    }

    @Test
    void classesThatDoNotFitCatchNothing() {
        assertNothingCaught(run("$Sample#isUnlinked"), Result.Kind.UNLINKED);
        assertNothingCaught(run("$Sample#wrapsUnlinked"), Result.Kind.UNLINKED);
    }

    @Test
    void anExceptionThatIsNoAssertionCatchesNothing() {
        assertNothingCaught(run("$Sample#throwsSomething"), Result.Kind.THREW);
    }

    @Test
    void aHangCatchesOnlyWhatIsSaidToHang() {
        for (String test : new String[] {"$Sample#hangs", "$Sample#isStuck"}) {
            Result result = run(test);

            assertThat(result.kind()).isEqualTo(Result.Kind.HUNG);
            assertThat(result.troubleWithPatch(true)).isEmpty();
            assertThat(result.troubleWithPatch(false)).contains("hangs, and its head does not say");
        }
        assertThat(run("$Sample#fails").troubleWithPatch(true)).contains("instead of hanging");
    }

    @Test
    void aNestedTestIsFoundInTheSuiteThatItsClassExtends() {
        assertThat(run("$ASuite/Part#fails").kind()).isEqualTo(Result.Kind.FAILED);
    }

    @Test
    void aResultGoesThroughALineOfText() {
        Result result = run("$Sample#fails");

        assertThat(Result.parse(result.toLine())).isEqualTo(result);
    }

    private static Result run(String test) {
        return NamedTests.run(HERE + test);
    }

    private static void assertNothingCaught(Result result, Result.Kind kind) {
        assertThat(result.kind()).isEqualTo(kind);
        assertThat(result.troubleWithPatch(false)).isNotEmpty();
        assertThat(result.troubleWithPatch(true)).isNotEmpty();
        assertThat(result.troubleWithoutPatch()).isNotEmpty();
    }

    static class Sample {
        @Test
        void passes() {}

        @Test
        void fails() {
            fail("expected\n\tthis");
        }

        @Test
        @Disabled("for the test")
        void isDisabled() {}

        void isNoTest() {}

        @Test
        void isUnlinked() {
            throw new NoClassDefFoundError("gone");
        }

        @Test
        void wrapsUnlinked() {
            throw new AssertionError("wrapped", new NoSuchMethodError("gone"));
        }

        @Test
        void throwsSomething() {
            throw new IllegalStateException("something");
        }

        @Test
        @Timeout(value = 50, unit = TimeUnit.MILLISECONDS)
        void hangs() throws InterruptedException {
            new CountDownLatch(1).await();
        }

        @Test
        void isStuck() {
            throw new AssertionError("stuck in WAITING");
        }
    }

    @EnabledIfSystemProperty(named = "never.set", matches = "true")
    static class NeedsFlag {
        @Test
        void passes() {}
    }

    static class Suite {
        @Nested
        class Part {
            @Test
            void fails() {
                throw new AssertionError("nested");
            }
        }
    }

    static class ASuite extends Suite {}
}
