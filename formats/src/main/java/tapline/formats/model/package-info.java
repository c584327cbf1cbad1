/// Networks in files: what they are made of, in JSON ([tapline.formats.model.Architecture]), and that together with
/// their weights ([tapline.formats.model.ModelFile]).
package tapline.formats.model;
