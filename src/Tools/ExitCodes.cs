namespace Consult.Tools;

/// <summary>What the tools end with.</summary>
internal static class ExitCodes
{
    public const int Clean = 0;
    public const int Differs = 1;
    public const int Unusable = 2;
}
