using System.Collections.Immutable;
using Consult.Feeds;

namespace Consult.Calls;

/// <summary>What a call has become.</summary>
internal sealed record CallState
{
    public bool Exists { get; init; }

    public CallId Call { get; init; }

    public ConsultationId Consultation { get; init; }

    public PatientId Patient { get; init; }

    public AccountId DoctorAccount { get; init; }

    /// <summary>The account that speaks for the patient's side; null until one has begun or answered the call.</summary>
    public AccountId? PatientAccount { get; init; }

    public CallSide StartedBy { get; init; }

    public CallStatus Status { get; init; }

    public DateTimeOffset RingUntil { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>How long the call may last in all.</summary>
    public TimeSpan Allowance { get; init; }

    public TimeSpan WarnBefore { get; init; }

    public bool IsWarned { get; init; }

    /// <summary>Talked before <see cref="ConnectedAt"/>.</summary>
    public TimeSpan Talked { get; init; }

    /// <summary>Since when both parties have been there without interruption.</summary>
    public DateTimeOffset ConnectedAt { get; init; }

    public ImmutableArray<CallSide> Missing { get; init; } = [];

    public DateTimeOffset? ReconnectBy { get; init; }

    public CallEnd? Reason { get; init; }

    public int? TalkedSeconds { get; init; }

    public long LastSeq { get; init; }

    /// <summary>When the minutes are used up; null unless they run.</summary>
    public DateTimeOffset? EndsAt => Status is CallStatus.Connected ? ConnectedAt + (Allowance - Talked) : null;

    /// <summary>The account of a side; null for a patient's side that nobody speaks for yet.</summary>
    public AccountId? AccountOf(CallSide side) => side is CallSide.Doctor ? DoctorAccount : PatientAccount;
}

/// <summary>What the shell must know to pass signals on and to notice who is gone.</summary>
/// <param name="Status">Where the call stands.</param>
/// <param name="Patient">The account that speaks for the patient's side.</param>
/// <param name="Doctor">The doctor's account.</param>
/// <param name="Missing">Who is not heard.</param>
/// <param name="ConnectedAt">Since when both have been there.</param>
/// <param name="Seq">Number of the event up to which this holds.</param>
internal sealed record CallLink(
    CallStatus Status, AccountId? Patient, AccountId Doctor, ImmutableArray<CallSide> Missing, DateTimeOffset ConnectedAt, long Seq)
{
    /// <summary>Whether there are two parties who may reach each other.</summary>
    public bool IsUp => Status is CallStatus.Connected or CallStatus.Reconnecting;

    /// <summary>The side for which an account speaks; null when it is no party.</summary>
    public CallSide? SideOf(AccountId account) =>
        account == Doctor ? CallSide.Doctor : account == Patient ? CallSide.Patient : null;

    /// <summary>The other party.</summary>
    public AccountId? Other(CallSide side) => side is CallSide.Doctor ? Patient : Doctor;
}
