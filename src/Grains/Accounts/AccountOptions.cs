namespace Consult.Accounts;

/// <summary>What an operator can change about accounts.</summary>
public sealed record AccountOptions
{
    /// <summary>The most patients that an account lists; relations beyond stand, and are not listed.</summary>
    public int MaxPatients { get; init; } = 200;

    /// <summary>The most unfinished uploads of one account.</summary>
    public int MaxUploads { get; init; } = 20;
}
