using System.Collections.Immutable;
using Consult.Feeds;
using Consult.Interviews;

namespace Consult.Consultations;

// What the server says by itself: where to find help at once, in the decision that shows it is needed, so that no
// crash and no slow service comes between.
internal sealed partial class Consultation
{
    private static ImmutableArray<Draft> Notices(PrivateText said, bool isInfant, ImmutableArray<RedFlag> known) =>
    [
        .. RedFlags.In(said.Value ?? "", isInfant).Except(known).Select(flag => new Draft(
            new AutomaticPosted { Kind = AutomaticKind.Notice, Flag = flag, Text = RedFlags.NoticeOf(flag) },
            IsAutomatic: true)),
    ];
}
