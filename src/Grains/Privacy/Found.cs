namespace Consult.Privacy;

/// <summary>Something private, in symbols of the shadow.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="From">Its first symbol.</param>
/// <param name="To">The symbol behind its last one.</param>
/// <param name="Head">What a group still sees of its beginning.</param>
/// <param name="Tail">What a group still sees of its end.</param>
internal readonly record struct Found(PrivacyKind Kind, int From, int To, string Head = "", string Tail = "");
