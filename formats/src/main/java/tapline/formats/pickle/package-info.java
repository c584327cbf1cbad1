/// Reads and writes pickles, as the module `pickletools` of Python documents their operations, without running
/// anything: an [tapline.formats.pickle.Unpickler] builds plain data, and knows of classes and functions only
/// what a [tapline.formats.pickle.Vocabulary] gives it. Not exported.
///
/// Values are Java's own: `String`, `Long`, [java.math.BigInteger] for what is larger, `Double`, `Boolean`, null
/// for `None`, `byte[]`, [java.util.List] for lists; [tapline.formats.pickle.PickleTuple] and
/// [tapline.formats.pickle.PickleDict].
package tapline.formats.pickle;
