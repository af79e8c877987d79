using System.Collections.Immutable;
using Consult.Feeds;

namespace Consult.Accounts;

/// <summary>What an account has become. <see cref="Account"/> is set by the first event.</summary>
internal sealed record AccountState
{
    public AccountId Account { get; init; }

    public ImmutableArray<Role> Roles { get; init; } = [];

    /// <summary>Of a member of the staff.</summary>
    public string? Name { get; init; }

    public ImmutableArray<ActsFor> Patients { get; init; } = [];

    /// <summary>Unfinished uploads, oldest first.</summary>
    public ImmutableArray<UploadPlace> Uploads { get; init; } = [];

    public HeldLine? Line { get; init; }
}

/// <summary>The place of an unfinished upload.</summary>
internal sealed record UploadPlace(AttachmentId Attachment, DateTimeOffset Until);

/// <summary>The call that holds the account's line until a moment.</summary>
internal sealed record HeldLine(CallId Call, DateTimeOffset Until);
