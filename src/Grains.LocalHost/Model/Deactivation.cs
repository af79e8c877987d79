namespace Orleans;

/// <summary>Why an activation ended; the numbers are those of Orleans.</summary>
public enum DeactivationReasonCode : byte
{
    /// <summary>No reason.</summary>
    None = 0,

    /// <summary>The process is stopping.</summary>
    ShuttingDown = 1,

    /// <summary>The grain could not be activated.</summary>
    ActivationFailed = 2,

    /// <summary>The grain was not used for a while.</summary>
    ActivationIdle = 4,

    /// <summary>The grain failed in a way that its activation does not survive.</summary>
    ApplicationError = 8,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested = 9,
}

/// <summary>Why an activation ended.</summary>
public readonly struct DeactivationReason
{
    /// <summary>Makes a reason.</summary>
    public DeactivationReason(DeactivationReasonCode code, string text) : this(code, null, text)
    {
    }

    /// <summary>Makes a reason that rests on a failure.</summary>
    public DeactivationReason(DeactivationReasonCode code, Exception? exception, string text)
    {
        ReasonCode = code;
        Exception = exception;
        Description = text;
    }

    /// <summary>The reason in words.</summary>
    public string Description { get; }

    /// <summary>The reason as a code.</summary>
    public DeactivationReasonCode ReasonCode { get; }

    /// <summary>The failure behind it, if there was one.</summary>
    public Exception? Exception { get; }

    /// <summary>Code and words.</summary>
    public override string ToString() => $"{ReasonCode}: {Description}";
}
