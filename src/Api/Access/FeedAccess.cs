using Consult.Feeds;

namespace Consult.Api.Access;

/// <summary>What an account may do with a feed.</summary>
/// <param name="Role">The capacity in which it reads and posts.</param>
/// <param name="For">The patient it acts for there; null for staff and for the account's own feed.</param>
/// <param name="Relation">Why it may act for that patient.</param>
internal sealed record FeedAccess(Role Role, PatientId? For, Relation? Relation);
