package io.ropewalk.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What the head of a patch must say. */
class MutantTest {
    private static final String HEAD =
            """
            Takes away: the fence
              of the publisher.
            Goes wrong: a sleeper sleeps on.
            Module: core
            Test: a.b.C#aTest
            Flags: -Da=1 -Db=2

            """;

    private static final String DIFF = "--- a/A\n+++ b/A\n@@ -1 +1 @@\n-a\n+b\n";

    @Test
    void aHeadIsRead() throws Unusable {
        Mutant mutant = parse(HEAD + DIFF);

        assertThat(mutant.takesAway()).isEqualTo("the fence of the publisher.");
        assertThat(mutant.goesWrong()).isEqualTo("a sleeper sleeps on.");
        assertThat(mutant.module()).isEqualTo("core");
        assertThat(mutant.check()).isEqualTo(new Mutant.Check(false, "a.b.C#aTest"));
        assertThat(mutant.check().brief()).isEqualTo("C#aTest");
        assertThat(mutant.flags()).containsExactly("-Da=1", "-Db=2");
        assertThat(mutant.hangs()).isFalse();
    }

    @Test
    void aRaceIsForJcstress() throws Unusable {
        Mutant mutant = parse(HEAD.replace("Test: a.b.C#aTest", "Jcstress: C.*") + DIFF);

        assertThat(mutant.check()).isEqualTo(new Mutant.Check(true, "C.*"));
    }

    @Test
    void aNestedTestIsNamedByItsClasses() throws Unusable {
        Mutant mutant = parse(HEAD.replace("C#aTest", "C/D/E#aTest") + DIFF);

        assertThat(mutant.check().what()).isEqualTo("a.b.C/D/E#aTest");
    }

    @Test
    void aHeadThatLacksSomethingIsRefused() {
        assertThatThrownBy(() -> parse(HEAD.replace("Goes wrong: ", "  ") + DIFF))
                .hasMessage("its head lacks 'Goes wrong:'");
        assertThatThrownBy(() -> parse(HEAD.replace("Test: a.b.C#aTest", "") + DIFF))
                .hasMessageContaining("must name one thing that fails");
        assertThatThrownBy(() -> parse(HEAD.replace("#aTest", "") + DIFF))
                .hasMessageContaining("#method");
        assertThatThrownBy(() -> parse("Tset: typo\n" + HEAD + DIFF))
                .hasMessageContaining("its head has 'Tset'");
        assertThatThrownBy(() -> parse("Hangs: maybe\n" + HEAD + DIFF))
                .hasMessage("Hangs: is yes or no");
    }

    private static Mutant parse(String text) throws Unusable {
        return Mutant.parse("name", text.lines().toList());
    }
}
