using System.Collections.Immutable;
using Consult.Feeds;
using Orleans;

namespace Consult.Doctors;

/// <summary>
/// Publishes a time that a patient may book for a video consultation. By the doctor. Refused with
/// <see cref="Codes.SlotPast"/>, <see cref="Codes.SlotOverlap"/> and, above 500 to come, <see cref="Codes.SlotLimit"/>.
/// </summary>
/// <param name="Start">When it begins: a whole minute, at most 90 days ahead.</param>
/// <param name="Minutes">How long it is, 5–60.</param>
[GenerateSerializer, Immutable, Alias("consult.PublishSlot")]
public sealed record PublishSlot(
    [property: Id(0)] DateTimeOffset Start,
    [property: Id(1)] int Minutes) : Command;

/// <summary>Withdraws a free slot; one that is booked stays: <see cref="Codes.SlotTaken"/>. By the doctor.</summary>
/// <param name="Start">When it begins.</param>
[GenerateSerializer, Immutable, Alias("consult.WithdrawSlot")]
public sealed record WithdrawSlot([property: Id(0)] DateTimeOffset Start) : Command;

/// <summary>
/// A time can be booked. Booked it is by a <see cref="QueueJoined"/> that names it, and free again when that
/// consultation leaves the desk before it has begun.
/// </summary>
[EventType("doctor.slot.published")]
public sealed record DoctorSlotPublished(DateTimeOffset Start, int Minutes) : EventBody;

/// <summary>A time can no longer be booked.</summary>
[EventType("doctor.slot.withdrawn")]
public sealed record DoctorSlotWithdrawn(DateTimeOffset Start) : EventBody;

/// <summary>What can be booked of a doctor now.</summary>
/// <param name="Slots">Free ones to come, soonest first.</param>
[GenerateSerializer, Immutable, Alias("consult.SlotsView")]
public sealed record SlotsView([property: Id(0)] ImmutableArray<FreeSlot> Slots);

/// <summary>A time that can be booked.</summary>
/// <param name="Start">When it begins; <see cref="Enqueue.SlotAt"/> names it by this.</param>
/// <param name="Minutes">How long it is.</param>
[GenerateSerializer, Immutable, Alias("consult.FreeSlot")]
public sealed record FreeSlot(
    [property: Id(0)] DateTimeOffset Start,
    [property: Id(1)] int Minutes);
