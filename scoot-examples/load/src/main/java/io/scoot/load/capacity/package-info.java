/**
 * The highest load that a server takes within its bounds: rates are tried one after the other while the server runs, each long
 * enough to see whether it keeps up.
 */
@NullMarked
package io.scoot.load.capacity;

import org.jspecify.annotations.NullMarked;
