using System.Collections.Immutable;
using Consult.Feeds;

namespace Consult.Accounts;

/// <summary>A member of the staff in lists.</summary>
/// <param name="Name">Full name.</param>
/// <param name="Roles">The roles in which the account is open, those of patient and doctor left out; none before the first sign-in.</param>
public sealed record StaffEntry(string Name, ImmutableArray<Role> Roles) : IDirectoryEntry;
