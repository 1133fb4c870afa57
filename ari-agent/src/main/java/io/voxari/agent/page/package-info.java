/** A call as a page to look at and to listen to. */
@NullMarked
package io.voxari.agent.page;

import org.jspecify.annotations.NullMarked;
