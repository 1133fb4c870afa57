/** A JUnit extension that gives tests a simulated Asterisk; works with JUnit 5.10 and later, and 6. */
package io.voxari.testkit.junit;
