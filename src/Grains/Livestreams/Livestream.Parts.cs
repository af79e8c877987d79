using System.Collections.Immutable;
using Consult.Feeds;

namespace Consult.Livestreams;

// Who may do what.
internal sealed partial class Livestream
{
    /// <summary>Whoever signed in as one of these is a viewer, unless a row of their own says more.</summary>
    private static readonly ImmutableArray<Role> Public = [Role.Patient, Role.Doctor, Role.Pharmacist, Role.Assistant];

    /// <summary>What somebody is in this livestream.</summary>
    [Flags]
    private enum Part
    {
        Viewer = 1,
        Host = 2,
        CoHost = 4,
        Moderator = 8,
        Operator = 16,
        System = 32,
        Invited = 64,
        Stranger = 128,
        Leads = Host | CoHost,
        Staff = Leads | Moderator | Operator,
    }

    private static Part WhoMay(Command command) => command switch
    {
        ChangeLivestream or StartLivestream or EndLivestream => Part.Host,
        InviteFound or RemoveCoHost or AddModerator or RemoveModerator => Part.Host,
        JoinAsCoHost => Part.Invited | Part.CoHost,
        StopLivestream => Part.Host | Part.Operator,
        EraseFound => Part.Operator,
        NoteFigures or NoteMicLost => Part.System,
        BeginAnswer or FinishAnswer or AcceptMic => Part.Leads,
        PostChat or EndMic => Part.Viewer | Part.Staff,
        TakeNickname or AskQuestion or UpvoteQuestion or RevokeUpvote or WithdrawQuestion => Part.Viewer,
        RequestMic or ConsentMic => Part.Viewer,
        // What is left is moderation, and what is no command of a livestream at all.
        _ => Part.Staff,
    };

    private static Part PartOf(LivestreamState state, Caller by) => by.Role switch
    {
        Role.System => Part.System,
        Role.Viewer => Part.Viewer,
        Role.Operator => Part.Operator,
        Role.Assistant when state.Moderators.Contains(by.Account) => Part.Moderator,
        Role.Doctor when by.Account == state.Host => Part.Host,
        Role.Doctor when state.CoHosts.FirstOrDefault(host => host.Account == by.Account) is { } coHost =>
            coHost.HasJoined ? Part.CoHost : Part.Invited,
        _ => Part.Stranger,
    };

    private static bool IsStaff(LivestreamState state, AccountId account) =>
        account == state.Host || state.Moderators.Contains(account) || state.CoHosts.Any(host => host.Account == account);

    /// <summary>The published name of a doctor who hosts; gone for who moderates.</summary>
    private static PrivateText NameOf(LivestreamState state, AccountId account) =>
        account == state.Host ? state.Name : state.CoHosts.FirstOrDefault(host => host.Account == account)?.Name;
}
