import { create } from 'zustand';

export type DialogName = 'search' | 'account' | 'shortcuts';

/** Which dialog is open, if any: one at a time. */
export const useDialog = create<{ readonly open: DialogName | undefined }>()(() => ({ open: undefined }));
export const openDialog = (open: DialogName) => useDialog.setState({ open });
export const closeDialog = () => useDialog.setState({ open: undefined });
