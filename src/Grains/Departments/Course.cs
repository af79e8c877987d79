using System.Collections.Immutable;
using Consult.Feeds;

namespace Consult.Departments;

/// <summary>
/// A decision in the making: what happens, and what the department is after it. One thing leads to another here (who
/// is returned may be offered to the next at once), and all of it is one decision.
/// </summary>
internal sealed class Course(DepartmentState state, DateTimeOffset now, Func<DepartmentState, EventBody, DateTimeOffset, DepartmentState?> next)
{
    private readonly ImmutableArray<Draft>.Builder _drafts = ImmutableArray.CreateBuilder<Draft>();

    /// <summary>The department after everything so far.</summary>
    public DepartmentState State { get; private set; } = state;

    /// <summary>When all of it happens.</summary>
    public DateTimeOffset Now { get; } = now;

    /// <summary>Everything so far.</summary>
    public ImmutableArray<Draft> Drafts => _drafts.ToImmutable();

    /// <summary>And then this.</summary>
    public Course Then(EventBody body)
    {
        _drafts.Add(body);
        State = next(State, body, Now)!;
        return this;
    }
}
