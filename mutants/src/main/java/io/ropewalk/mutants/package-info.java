/** Planted mistakes, and the judge that sees each of them caught by the test that it names. */
@NullMarked
package io.ropewalk.mutants;

import org.jspecify.annotations.NullMarked;
