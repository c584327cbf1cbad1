/// Networks and filters on signals that arrive sample by sample.
package tapline.cli.live;
