namespace Consult.Feeds;

// Codes of the medical rules.
public static partial class Codes
{
    private static CodeInfo[] OfDomain() => [];
}
