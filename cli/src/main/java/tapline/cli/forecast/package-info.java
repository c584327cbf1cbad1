/// The commands `tapline train` and `tapline predict`.
package tapline.cli.forecast;
