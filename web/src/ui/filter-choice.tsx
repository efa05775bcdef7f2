import './filter-choice.css';

interface FilterChoiceProps<Value extends string> {
  readonly label: string;
  /** Tells this group from another on the same page. */
  readonly name: string;
  readonly value: Value;
  /** `count` as it is written; absent while it is not known. */
  readonly options: readonly { readonly value: Value; readonly text: string; readonly count?: string | undefined }[];
  readonly onChange: (value: Value) => void;
}

/** One kind of rows out of several, each with how many there are. */
export function FilterChoice<Value extends string>({
  label,
  name,
  value,
  options,
  onChange,
}: FilterChoiceProps<Value>) {
  return (
    <fieldset className="filter-choice">
      <legend className="visually-hidden">{label}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            className="visually-hidden"
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.text}
          {option.count !== undefined && <b>{option.count}</b>}
        </label>
      ))}
    </fieldset>
  );
}
