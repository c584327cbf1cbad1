/// The command `tapline`: one class a subcommand. Results go to standard output, everything else to standard error.
package tapline.cli;
