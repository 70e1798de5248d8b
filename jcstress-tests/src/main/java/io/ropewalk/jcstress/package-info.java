/** What the tests of all packages share. They stand in the packages of the classes under test. */
package io.ropewalk.jcstress;
