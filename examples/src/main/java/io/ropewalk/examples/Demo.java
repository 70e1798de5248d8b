package io.ropewalk.examples;

/**
 * One program to learn from.
 *
 * <p>A demo is a class with picocli's {@code @Command} (its name, and one line about it),
 * {@code @Option} fields with defaults, and the two methods below. A line in {@link Demos} makes it
 * known; help, listing and exit codes come from {@link Main}.
 */
public interface Demo {

    /**
     * What will happen, and why that is worth seeing. Told before the demo runs, and at the end of
     * its {@code --help}.
     *
     * @return a few short paragraphs, lines up to 90 columns
     */
    String story();

    /**
     * Does it. Whatever the demo claims, it {@linkplain Report#check checks}: the program fails
     * when a check fails, and also when there was none.
     *
     * @param report takes what is to be shown
     * @throws Exception when it could not be done, with a message that says why
     */
    void run(Report report) throws Exception;
}
