/// Layers.
package tapline.nn;
