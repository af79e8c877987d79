using Orleans.Runtime;

namespace Orleans;

/// <summary>Fixes the kind in the identity of a grain class, so that renaming the class loses nothing.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class GrainTypeAttribute : Attribute
{
    private readonly GrainType _grainType;

    /// <summary>Fixes the kind.</summary>
    public GrainTypeAttribute(string grainType) => _grainType = GrainType.Create(grainType);

    /// <summary>The kind.</summary>
    public GrainType GetGrainType(IServiceProvider services, Type type) => _grainType;
}

/// <summary>How long a call of this method may take before its caller is told that it took too long.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ResponseTimeoutAttribute : Attribute
{
    /// <summary>Fixes the time.</summary>
    /// <param name="timeout">As <see cref="TimeSpan.Parse(string)"/> reads it, such as <c>00:00:05</c>.</param>
    public ResponseTimeoutAttribute(string timeout) =>
        Timeout = TimeSpan.Parse(timeout, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The time.</summary>
    public TimeSpan? Timeout { get; init; }
}

/// <summary>The grain is not ended for being idle.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public class KeepAliveAttribute : Attribute;

/// <summary>How long the grain may be idle before its activation ends.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public class CollectionAgeLimitAttribute : Attribute
{
    /// <summary>The shortest limit: anything below counts as this.</summary>
    public static readonly TimeSpan MinAgeLimit = TimeSpan.FromMinutes(1);

    /// <summary>Days of the limit.</summary>
    public double Days { get; set; }

    /// <summary>Hours of the limit.</summary>
    public double Hours { get; set; }

    /// <summary>Minutes of the limit.</summary>
    public double Minutes { get; set; }

    /// <summary>The limit.</summary>
    public TimeSpan AgeLimit
    {
        get
        {
            var limit = TimeSpan.FromDays(Days) + TimeSpan.FromHours(Hours) + TimeSpan.FromMinutes(Minutes);
            return limit < MinAgeLimit ? MinAgeLimit : limit;
        }
    }
}
