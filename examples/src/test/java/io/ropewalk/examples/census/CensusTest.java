package io.ropewalk.examples.census;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class CensusTest {

    private static Census of(ClassFacts... facts) {
        Census census = new Census();
        List.of(facts).forEach(census::add);
        return census;
    }

    @Test
    void addsUpByModuleAndInTotal() {
        Census census =
                of(
                        new ClassFacts("a", 1, 10, 100),
                        new ClassFacts("b", 2, 20, 200),
                        new ClassFacts("a", 3, 30, 300));
        assertThat(census.modules())
                .containsOnly(
                        Map.entry("a", new Totals(2, 4, 40, 400)),
                        Map.entry("b", new Totals(1, 2, 20, 200)));
        assertThat(census.total()).isEqualTo(new Totals(3, 6, 60, 600));
    }

    @Test
    void doesNotDependOnTheOrder() {
        ClassFacts one = new ClassFacts("a", 1, 10, 100);
        ClassFacts other = new ClassFacts("a", 2, 20, 200);
        assertThat(of(one, other)).isEqualTo(of(other, one)).isNotEqualTo(of(one, one));
    }

    @Test
    void namesTheLargestModulesFirst() {
        Census census =
                of(
                        new ClassFacts("small", 0, 0, 1),
                        new ClassFacts("large", 0, 0, 3),
                        new ClassFacts("medium", 0, 0, 2));
        assertThat(census.largest(2))
                .extracting(Map.Entry::getKey)
                .containsExactly("large", "medium");
    }
}
