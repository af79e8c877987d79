using System.Collections.Immutable;
using Consult.Feeds;

namespace Consult.Livestreams;

// What those who host or moderate may do about what others write, in every state: a replay is moderated too.
internal sealed partial class Livestream
{
    private const int MaxPinned = 500;
    private const int MaxSlowSeconds = 120;

    private Decision? DecideModeration(LivestreamState state, Command command, Context context) => command switch
    {
        ReleaseHeld release => Release(state, release.Line),
        DeclineHeld decline => state.Held.ContainsKey(decline.Line)
            ? Decision.Accept(new LineDeclined(decline.Line))
            : Decision.Refuse(Codes.LivestreamLineAbsent),
        HideFound hide => Hide(state, hide),
        UnhideFound unhide => Unhide(state, unhide),
        MuteViewer mute => Mute(state, mute.Account, context),
        UnmuteViewer unmute => state.Muted.Contains(unmute.Account)
            ? Decision.Accept(ForStaff(new ViewerUnmuted(unmute.Account)))
            : Decision.Accept(),
        BanViewer ban => Ban(state, ban, context),
        UnbanViewer unban => state.Banned.Contains(unban.Account)
            ? Decision.Accept(ForStaff(new ViewerUnbanned(unban.Account)))
            : Decision.Accept(),
        SetSlowMode slow => Slow(state, slow.Seconds),
        PinText pin => Pin(state, pin.Text),
        UnpinText => Unpin(state),
        EraseFound { Events.IsEmpty: true } => Decision.Accept(),
        EraseFound erase => Decision.Accept(new LinesErased(erase.Events), ForStaff(new WriterErased(erase.Account))),
        _ => null,
    };

    private Decision Release(LivestreamState state, long line)
    {
        if (!state.Held.TryGetValue(line, out var held)) return Decision.Refuse(Codes.LivestreamLineAbsent);
        var text = held.IsMasked ? held.Text : _filter.TryMask(held.Text.Value ?? "");
        if (text.IsGone) return Decision.Refuse(Codes.LivestreamMaskFailed);
        return Decision.Accept(new LineReleased
        {
            Line = line,
            Before = line,
            Kind = held.Kind,
            IsAnonymous = held.IsAnonymous,
            Nickname = held.IsAnonymous ? PrivateText.Gone : held.Nickname,
            Text = text,
        });
    }

    private static Decision Hide(LivestreamState state, HideFound hide)
    {
        if (state.Hidden.Contains(hide.Shown)) return Decision.Accept();
        return hide.IsRedacted || LineOf(hide.Shown, hide.Body) is not { } line
            ? Decision.Refuse(Codes.LivestreamLineAbsent)
            : Decision.Accept(new LineHidden(line, hide.Shown));
    }

    private static long? LineOf(long seq, EventBody body) => body switch
    {
        ChatPosted or QuestionAsked => seq,
        LineReleased { Line: > 0 } released => released.Line,
        LineRemasked { Line: > 0 } remasked => remasked.Line,
        _ => null,
    };

    // Only what a moderator hid: what is gone because it was private stays gone.
    private static Decision Unhide(LivestreamState state, UnhideFound unhide)
    {
        if (!state.Hidden.Contains(unhide.Shown) || LineOf(unhide.Shown, unhide.Body) is not { } line)
            return Decision.Refuse(Codes.LivestreamLineAbsent);
        var question = state.Questions.Find(line);
        if (question is { Status: QuestionStatus.Withdrawn }) return Decision.Refuse(Codes.LivestreamQuestionState);
        var (nickname, text) = unhide.Body switch
        {
            ChatPosted e => (e.Nickname, e.Text),
            QuestionAsked e => (e.Nickname, e.Text),
            LineReleased e => (e.Nickname, e.Text),
            LineRemasked e => (e.Nickname, e.Text),
            _ => default,
        };
        return Decision.Accept(new LineReleased
        {
            Line = line,
            Before = unhide.Shown,
            Kind = question is null ? LineKind.Chat : LineKind.Question,
            IsAnonymous = question is { IsAnonymous: true },
            Nickname = nickname,
            Text = text,
        });
    }

    private Decision Mute(LivestreamState state, AccountId account, Context context)
    {
        if (WhyNotBar(state, account, state.Muted) is { } code) return Decision.Refuse(code);
        return state.Muted.Contains(account)
            ? Decision.Accept()
            : Decision.Accept([ForStaff(new ViewerMuted(account)), .. OffTheMic(state, account, context.Now)]);
    }

    private Decision Ban(LivestreamState state, BanViewer ban, Context context)
    {
        if (TextRules.Check(ban.Reason) is { } bad) return Decision.Refuse(bad);
        if (WhyNotBar(state, ban.Account, state.Banned) is { } code) return Decision.Refuse(code);
        return state.Banned.Contains(ban.Account)
            ? Decision.Accept()
            : Decision.Accept([ForStaff(new ViewerBanned(ban.Account, ban.Reason)), .. OffTheMic(state, ban.Account, context.Now)]);
    }

    private string? WhyNotBar(LivestreamState state, AccountId account, ImmutableHashSet<AccountId> barred)
    {
        if (account == AccountId.System) return Codes.Invalid;
        if (IsStaff(state, account)) return Codes.LivestreamStaff;
        return barred.Count >= options.MaxBarred && !barred.Contains(account) ? Codes.LivestreamBansFull : null;
    }

    // Whoever is muted or banned is not heard any longer either.
    private static ImmutableArray<Draft> OffTheMic(LivestreamState state, AccountId account, DateTimeOffset now) =>
        state.Mic.FirstOrDefault(request => request.Account == account) is { } request
            ? [Ended(request, MicEnd.Staff, now)]
            : [];

    private static Decision Slow(LivestreamState state, int seconds)
    {
        if (WhyOver(state) is { } code) return Decision.Refuse(code);
        if (seconds is < 0 or > MaxSlowSeconds) return Decision.Refuse(Codes.Invalid);
        return state.SlowSeconds == seconds ? Decision.Accept() : Decision.Accept(new LivestreamSlowed(seconds));
    }

    private Decision Pin(LivestreamState state, PrivateText text)
    {
        if (WhyOver(state) is { } code) return Decision.Refuse(code);
        if (TextRules.Check(text, MaxPinned) is { } bad) return Decision.Refuse(bad);
        var filtered = _filter.Filter(text.Value!, byStaff: true, before: []);
        return filtered.Hold switch
        {
            null => Decision.Accept(new TextPinned(filtered.Text)),
            LineHold.MaskFailed => Decision.Refuse(Codes.LivestreamMaskFailed),
            _ => Decision.Refuse(Codes.LivestreamCommercial),
        };
    }

    private static Decision Unpin(LivestreamState state)
    {
        if (WhyOver(state) is { } code) return Decision.Refuse(code);
        return state.Pinned.IsGone ? Decision.Accept() : Decision.Accept(new TextUnpinned());
    }
}
