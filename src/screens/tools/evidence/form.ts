/** The address that a bundle is uploaded to, without a screen: a text in, whether it can be one out. */

export const isUploadAddress = (text: string): boolean => {
	try {
		const {protocol, hostname} = new URL(text.trim());
		return (protocol === 'https:' || protocol === 'http:') && hostname !== '';
	} catch {
		return false;
	}
};
